/** Anchors as files of the data folder. */
@NullMarked
package io.daybook.proof.command.file;

import org.jspecify.annotations.NullMarked;
