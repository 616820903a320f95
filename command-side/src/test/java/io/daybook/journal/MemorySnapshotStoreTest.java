package io.daybook.journal;

class MemorySnapshotStoreTest implements SnapshotStoreContract {
    @Override
    public SnapshotStore emptyStore() {
        return new MemorySnapshotStore();
    }
}
