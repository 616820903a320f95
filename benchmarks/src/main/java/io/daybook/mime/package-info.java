/** How fast messages become digests and digests become octets and back. */
@NullMarked
package io.daybook.mime;

import org.jspecify.annotations.NullMarked;
