/** Message disposition notifications over JMAP (RFC 9007): "your message was displayed". */
@NullMarked
package io.daybook.mdn.jmap;

import org.jspecify.annotations.NullMarked;
