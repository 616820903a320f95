/** Posts every event of every stream into the audit, in the words of the domain. */
@NullMarked
package io.daybook.audit.projection;

import org.jspecify.annotations.NullMarked;
