/** Keeps the links to blobs, and where their octets are, in MongoDB. */
@NullMarked
package io.daybook.blob.command.mongo;

import org.jspecify.annotations.NullMarked;
