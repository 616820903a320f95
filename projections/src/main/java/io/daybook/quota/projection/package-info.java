/** Quotas as they are read: from the account's totals. */
@NullMarked
package io.daybook.quota.projection;

import org.jspecify.annotations.NullMarked;
