package io.daybook.gateway;

import io.daybook.launch.Login;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The logins of {@code serve --demo}: random passwords, kept in a file of the data folder that only
 * its owner can read, so that they stay the same.
 */
final class DemoLogins {
    private static final String FILE = "demo-logins";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    private DemoLogins() {}

    /** What the file says; first made when there is none. */
    static List<Login> of(Path data, List<String> addresses, RandomGenerator random)
            throws IOException {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            write(file, addresses, random);
        }
        var logins = new ArrayList<Login>();
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                logins.add(new Login(line.substring(0, colon), line.substring(colon + 1)));
            }
        }
        return logins;
    }

    private static void write(Path file, List<String> addresses, RandomGenerator random)
            throws IOException {
        var text = new StringBuilder();
        for (String address : addresses) {
            text.append(address).append(':').append(password(random)).append('\n');
        }
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh);
        if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    fresh, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.writeString(fresh, text, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static String password(RandomGenerator random) {
        var password = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % 4 == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
