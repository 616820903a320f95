package io.daybook.blob.command.link;

import io.daybook.core.BlobId;
import javax.crypto.SecretKey;

/**
 * Octets that came in, sealed.
 *
 * @param size octets before they were sealed
 */
record Content(BlobId blob, long size, SecretKey key, Contents.Source sealed) {}
