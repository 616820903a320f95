/** Verifying and anchors in the admin API and on the command line. */
@NullMarked
package io.daybook.proof.admin;

import org.jspecify.annotations.NullMarked;
