/** The servers that tests of the cluster product meet over real connections. */
@NullMarked
package io.daybook.server;

import org.jspecify.annotations.NullMarked;
