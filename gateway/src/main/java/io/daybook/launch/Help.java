package io.daybook.launch;

import java.util.Map;
import java.util.Optional;

/** The texts of {@code --help}. */
final class Help {
    static final String GENERAL =
            """
            Daybook, a mail backend that keeps every change as an event and speaks JMAP.

            Usage: ./daybook COMMAND [OPTIONS]

              serve     run the server in the foreground (try: ./daybook serve --demo)
              import    put mail from mbox, Maildir, .eml or .zip into an account
              test      build, and run every default test
              version   print the version
              help      print this, or the help of a command

            ./daybook COMMAND --help tells more.
            """;

    private static final String SERVE =
            """
            Usage: ./daybook serve [OPTIONS]

            Runs the server in the foreground until Ctrl-C or SIGTERM. It prints one line when it is ready.

              --data DIR               where everything is kept (default ./daybook-data)
              --http HOST:PORT         where to listen (default 127.0.0.1:8080; IPv6 as [::1]:8080;
                                       localhost is both loopback addresses; port 0 is any free port)
              --user ADDRESS:PASSWORD  make sure that this account exists; repeatable
              --user-file FILE         the same, one ADDRESS:PASSWORD a line, hidden from ps
              --demo                   two users in example.test with sample mail; loopback only
              --public-url URL         the address that clients use, when a proxy stands in front
              --trusted-proxy CIDR     believe forwarded headers from there; repeatable
              --allow-origin ORIGIN    let web pages of this exact origin use the API; repeatable
              --tls-cert FILE          certificate chain (PEM), together with
              --tls-key FILE           its private key (PEM)
              --tls-self-signed        make a certificate for this machine; loopback only

            Options for Java go into DAYBOOK_JAVA_OPTS, such as DAYBOOK_JAVA_OPTS=-Xmx1g.
            """;

    private static final String IMPORT =
            """
            Usage: ./daybook import --server URL --user ADDRESS [OPTIONS] PATH...

            Puts the mail of each PATH into an account of a JMAP server, each message once: run the same
            command again after any interruption. A PATH is an mbox (mboxrd; also .gz), a Maildir with its
            sub folders, an .eml, a .zip, or a folder of those. Flags and received dates are kept.

              --server URL          the server, such as http://127.0.0.1:8080
              --user ADDRESS        the account
              --password-file FILE  its password, in the first line; else the variable DAYBOOK_PASSWORD,
                                    else it is asked for
              --mailbox NAME        where to put the mail (default: the inbox); Archive/2024 is a path;
                                    missing mailboxes are made
              --concurrency N       uploads at a time, 1 to 64 (default 4)
              --trust FILE          trust this certificate (PEM) and no other, for a self-signed server
              --again               import once more what was imported earlier

            Exit status: 0 when all mail is in the account, 1 when something is not, 2 for wrong options.
            """;

    private static final String VERSION =
            "Usage: ./daybook version\n\nPrints the version of Daybook and of Java.\n";

    private static final String TEST =
            """
            Usage: ./daybook test [MAVEN OPTIONS]

            Builds Daybook and runs every default test, on fixtures that are in the repository. It needs
            no network after the first build, and no Docker. The full output goes to target/test.log.
            """;

    private static final Map<String, String> COMMANDS =
            Map.of(
                    "serve", SERVE, "import", IMPORT, "version", VERSION, "test", TEST, "help",
                    GENERAL);

    private Help() {}

    static Optional<String> of(String command) {
        return Optional.ofNullable(COMMANDS.get(command));
    }
}
