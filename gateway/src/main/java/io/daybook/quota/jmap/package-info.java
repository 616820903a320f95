/** Quotas over JMAP: Quota/get (RFC 9425). */
@NullMarked
package io.daybook.quota.jmap;

import org.jspecify.annotations.NullMarked;
