/** What happened to an account, and going back, over JMAP: a vendor extension (docs/history.md). */
@NullMarked
package io.daybook.history.jmap;

import org.jspecify.annotations.NullMarked;
