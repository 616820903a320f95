/** Uploads and downloads (RFC 8620 section 6). */
@NullMarked
package io.daybook.blob.jmap;

import org.jspecify.annotations.NullMarked;
