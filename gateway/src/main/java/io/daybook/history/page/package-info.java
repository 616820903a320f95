/**
 * The history page: HTML, styles and scripts that are served as they are. What the page shows it
 * asks for over JMAP and the admin API, like any other client.
 */
@NullMarked
package io.daybook.history.page;

import org.jspecify.annotations.NullMarked;
