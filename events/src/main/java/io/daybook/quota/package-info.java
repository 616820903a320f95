/** Quotas (RFC 9425): what an account uses and may use. */
@NullMarked
package io.daybook.quota;

import org.jspecify.annotations.NullMarked;
