/**
 * Keeps the octets that events name: once for all accounts, sealed, reached only through links (RFC
 * 8620 section 6).
 */
@NullMarked
package io.daybook.blob.command;

import org.jspecify.annotations.NullMarked;
