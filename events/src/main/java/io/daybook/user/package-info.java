/** Users: who may sign in to which account, and with which secrets. */
@NullMarked
package io.daybook.user;

import org.jspecify.annotations.NullMarked;
