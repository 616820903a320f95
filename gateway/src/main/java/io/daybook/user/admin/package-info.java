/** Users in the admin API. */
@NullMarked
package io.daybook.user.admin;

import org.jspecify.annotations.NullMarked;
