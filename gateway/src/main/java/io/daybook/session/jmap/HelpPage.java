package io.daybook.session.jmap;

import io.daybook.core.http.Answer;
import io.daybook.core.http.Endpoint;
import io.daybook.core.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a person sees who opens the server in a browser: how to connect a client. */
public final class HelpPage implements Endpoint {
    private static final String PAGE =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Daybook</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto;
              padding: 0 1rem; color: #1a1a1a; background: #fff }
            dt { font-weight: bold } dd { margin: 0 0 .5rem }
            pre { overflow-x: auto; padding: .75rem; background: #f2f2f2 }
            </style>
            </head>
            <body>
            <main>
            <h1>Daybook</h1>
            <p>This is a mail server that speaks JMAP (RFC 8620, RFC 8621). It has no web mail of
            its own: connect a JMAP client. What happened to your mail, how it was at any moment,
            and the way back are on the <a href="/history">history page</a>.</p>
            <h2>Settings for a client</h2>
            <dl>
            <dt>Session URL</dt><dd><code>{base}/.well-known/jmap</code></dd>
            <dt>User name</dt><dd>your mail address</dd>
            <dt>Password</dt><dd>your password, or an app password</dd>
            <dt>Token, for clients that want one</dt><dd>an app password</dd>
            </dl>
            <h2>Try it</h2>
            <pre tabindex="0"><code>curl -u you@example.org {base}/.well-known/jmap</code></pre>
            <h2>Make an app password</h2>
            <pre tabindex="0"><code>curl -u you@example.org -H 'Content-Type: application/json' \\
              -d '{"label": "phone"}' {base}/account/app-passwords</code></pre>
            <p>The token is shown once. A GET of the same URL lists yours; a DELETE of the URL with
            a slash and the id at the end revokes one.</p>
            </main>
            </body>
            </html>
            """;

    @Override
    public Answer answer(Request request) {
        // The base URL is made of characters that need no escape in HTML.
        byte[] html = PAGE.replace("{base}", request.baseUrl()).getBytes(StandardCharsets.UTF_8);
        var headers =
                Map.of(
                        "Content-Type",
                        "text/html; charset=utf-8",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        return new Answer(200, headers, new Answer.Octets(html));
    }
}
