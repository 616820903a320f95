/**
 * Who may administer: the token that opens the admin API, and the record of what it was used for.
 */
@NullMarked
package io.daybook.admin.access;

import org.jspecify.annotations.NullMarked;
