/**
 * The file that an archive is: a zip of parts with a manifest of their hashes. docs/archives.md
 * describes it for those who want to read one without Daybook.
 */
@NullMarked
package io.daybook.archive.file;

import org.jspecify.annotations.NullMarked;
