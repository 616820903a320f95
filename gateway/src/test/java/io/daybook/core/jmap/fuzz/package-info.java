/**
 * Runs fuzz targets: classes {@code *Fuzz} with a {@code fuzzerTestOneInput(byte[])} that fails on
 * whatever must never happen. The default tests give them mutated seeds; {@code make fuzz} lets a
 * coverage-guided fuzzer look for more.
 */
@NullMarked
package io.daybook.core.jmap.fuzz;

import org.jspecify.annotations.NullMarked;
