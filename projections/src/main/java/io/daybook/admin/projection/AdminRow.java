package io.daybook.admin.projection;

import io.daybook.admin.AdminEvent;
import io.daybook.admin.AdminEvent.AdminActed;
import io.daybook.admin.AdminEvent.AdminTokenIssued;
import io.daybook.admin.AdminEvent.AdminTokenRevoked;
import io.daybook.admin.GetAdminToken.AdminToken;
import io.daybook.core.codec.RecordCodec;
import io.daybook.view.KeyCodec;
import io.daybook.view.View;
import org.jspecify.annotations.Nullable;

/** The one row of the administration: its token, while there is one. */
final class AdminRow {
    static final String GROUP = "admin.1";

    static final View<Only, AdminToken> VIEW =
            new View<>(
                    "admin",
                    KeyCodec.only(Only.ROW),
                    RecordCodec.of(
                            (token, out) -> {
                                out.text("id", token.id());
                                out.text("tokenHash", token.tokenHash());
                            },
                            in ->
                                    new AdminToken(
                                            in.requiredText("id"), in.requiredText("tokenHash"))));

    private AdminRow() {}

    /** The key of the one row. */
    enum Only {
        ROW
    }

    static @Nullable AdminToken apply(@Nullable AdminToken token, AdminEvent event) {
        return switch (event) {
            case AdminTokenIssued(var id, var hash) -> new AdminToken(id, hash);
            case AdminTokenRevoked _ -> null;
            case AdminActed _ -> token;
        };
    }
}
