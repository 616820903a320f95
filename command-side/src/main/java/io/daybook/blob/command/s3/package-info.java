/**
 * Keeps the octets of blobs, sealed, in a bucket of S3 or of what speaks like it. Nothing but the
 * octets is there: who may reach them is kept elsewhere.
 */
@NullMarked
package io.daybook.blob.command.s3;

import org.jspecify.annotations.NullMarked;
