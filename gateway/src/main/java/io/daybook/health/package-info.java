/** Tells load balancers and monitors whether this node lives, and whether to send it requests. */
@NullMarked
package io.daybook.health;

import org.jspecify.annotations.NullMarked;
