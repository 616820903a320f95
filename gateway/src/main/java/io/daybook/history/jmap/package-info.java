/** What happened to an account, over JMAP: a vendor extension (docs/history.md). */
@NullMarked
package io.daybook.history.jmap;

import org.jspecify.annotations.NullMarked;
