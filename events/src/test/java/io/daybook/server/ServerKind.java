package io.daybook.server;

/** The servers that tests meet. Each has a stand-in, which needs no container. */
enum ServerKind {
    MONGODB("MongoDB", "mongodb", "DAYBOOK_TEST_MONGODB_URI"),
    ELASTICSEARCH("Elasticsearch", "elasticsearch", "DAYBOOK_TEST_ELASTICSEARCH_URI"),
    S3("S3", "s3", "DAYBOOK_TEST_S3_ENDPOINT");

    private final String label;
    private final String container;
    private final String variable;

    ServerKind(String label, String container, String variable) {
        this.label = label;
        this.container = container;
        this.variable = variable;
    }

    /** Its name, for people. */
    String label() {
        return label;
    }

    /** What the program in {@code servers/containers} calls it. */
    String container() {
        return container;
    }

    /** The environment variable that names one. */
    String variable() {
        return variable;
    }
}
