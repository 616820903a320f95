package io.daybook.user.signin;

import io.daybook.core.BlobId;
import io.daybook.user.GetUser.UserView;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;

/**
 * Names for the secrets of a user, which tell nothing of them: a changed password is another secret
 * and has another name.
 */
final class Secrets {
    private static final int NAME_LENGTH = 16;

    private Secrets() {}

    static String main(UserView user) {
        byte[] hash = user.passwordHash().getBytes(StandardCharsets.UTF_8);
        byte[] digest = BlobId.sha256().digest(hash);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        return "main-" + name.substring(0, NAME_LENGTH);
    }

    static String app(String id) {
        return "app-" + id;
    }

    /** The names of all secrets by which the user can sign in now. */
    static Set<String> of(UserView user) {
        var names = new HashSet<String>();
        names.add(main(user));
        user.appPasswords().forEach(one -> names.add(app(one.id())));
        return names;
    }
}
