/**
 * How records become bytes, declared once per record and read by every store: a compact binary form
 * for embedded stores and golden files, named fields for stores that keep documents.
 */
@NullMarked
package io.daybook.core.codec;

import org.jspecify.annotations.NullMarked;
