/**
 * The text search of the cluster product: one index in Elasticsearch for all accounts. Words are
 * told apart here, never by Elasticsearch, so that both products find the same.
 */
@NullMarked
package io.daybook.email.projection.elastic;

import org.jspecify.annotations.NullMarked;
