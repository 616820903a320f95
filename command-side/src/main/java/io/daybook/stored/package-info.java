/**
 * The stored form of every event of the language: names, revisions, fields in their order. Pinned
 * for ever by golden files; a changed layout is a new revision and an upcaster.
 */
@NullMarked
package io.daybook.stored;

import org.jspecify.annotations.NullMarked;
