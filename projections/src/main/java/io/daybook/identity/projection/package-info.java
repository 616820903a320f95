/** Identities as they are read. */
@NullMarked
package io.daybook.identity.projection;

import org.jspecify.annotations.NullMarked;
