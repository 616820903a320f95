/** How large the audit may grow. */
@NullMarked
package io.daybook.audit.projection;

import org.jspecify.annotations.NullMarked;
