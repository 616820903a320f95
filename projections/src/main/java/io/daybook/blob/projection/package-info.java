/** Which emails a blob belongs to. */
@NullMarked
package io.daybook.blob.projection;

import org.jspecify.annotations.NullMarked;
