/** Tests of the mail parser and composer. */
@NullMarked
package io.daybook.mime;

import org.jspecify.annotations.NullMarked;
