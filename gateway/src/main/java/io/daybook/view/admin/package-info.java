/** The views in the admin API. */
@NullMarked
package io.daybook.view.admin;

import org.jspecify.annotations.NullMarked;
