/** Answers what refers to blobs. */
@NullMarked
package io.daybook.blob.query;

import org.jspecify.annotations.NullMarked;
