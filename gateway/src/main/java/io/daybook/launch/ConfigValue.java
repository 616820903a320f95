package io.daybook.launch;

/**
 * A setting as it was given.
 *
 * @param setting its full name, such as {@code s3.bucket}
 * @param line of the file, counted from 1
 * @param isSecret whether the text is not in the file itself, so that it may not be shown
 */
record ConfigValue(String setting, String text, int line, boolean isSecret) {
    /** For the error line. */
    String shown() {
        return isSecret ? "what was given" : "'" + Login.printable(text) + "'";
    }

    @Override
    public String toString() {
        return setting;
    }
}
