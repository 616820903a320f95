/** Quotas over JMAP (RFC 9425 section 4). */
@NullMarked
package io.daybook.quota.jmap;

import org.jspecify.annotations.NullMarked;
