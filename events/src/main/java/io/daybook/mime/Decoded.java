package io.daybook.mime;

/**
 * @param problem whether the encoding was broken and something had to be guessed or left out
 */
record Decoded(byte[] octets, boolean problem) {}
