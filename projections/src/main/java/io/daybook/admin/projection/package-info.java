/** The administration as it is read: which token is good. */
@NullMarked
package io.daybook.admin.projection;

import org.jspecify.annotations.NullMarked;
