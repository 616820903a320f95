/**
 * Full text search of the embedded product: one Lucene index per account, in a folder of its own.
 *
 * <p>An index follows the stream of its account, and its commits hold the version that they have
 * reached, so after a crash it reads on from there, and a folder that is missing or damaged is
 * built again from the stream. Few are open at a time; an account that nobody searches or writes
 * costs one small object.
 *
 * <p>A document keeps the number that its email had first as its key. When a merge of threads
 * re-creates the email, only a column that holds its present number changes.
 */
@NullMarked
package io.daybook.email.projection.lucene;

import org.jspecify.annotations.NullMarked;
