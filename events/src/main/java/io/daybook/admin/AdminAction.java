package io.daybook.admin;

import java.util.List;

/**
 * A request to the admin API that wanted to change something.
 *
 * @param operation its name in the API, such as {@code changeQuota}
 * @param path of the request, at most {@value #PATH_LENGTH} characters
 * @param settings parameters and fields of the body, secrets left out
 * @param status of the answer: 2xx when it was done
 * @param detail why it was refused, empty when it was not
 */
public record AdminAction(
        String operation, String path, List<Setting> settings, int status, String detail) {
    public static final int PATH_LENGTH = 500;
    public static final int VALUE_LENGTH = 200;
    public static final int DETAIL_LENGTH = 500;

    public AdminAction {
        path = cut(path, PATH_LENGTH);
        settings = List.copyOf(settings);
        detail = cut(detail, DETAIL_LENGTH);
    }

    /**
     * @param value at most {@value #VALUE_LENGTH} characters
     */
    public record Setting(String name, String value) {
        public Setting {
            value = cut(value, VALUE_LENGTH);
        }
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
