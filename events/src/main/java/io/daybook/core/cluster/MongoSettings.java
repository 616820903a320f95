package io.daybook.core.cluster;

/**
 * Where the journal, the views and the keys of the cluster are.
 *
 * @param uri a MongoDB connection string; it may hold a password
 */
public record MongoSettings(String uri, String database) {
    @Override
    public String toString() {
        return "MongoDB, database " + database;
    }
}
