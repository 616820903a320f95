// Joins the three members, if nobody has, and waits for a primary.
try {
    rs.status();
} catch (e) {
    if (e.codeName !== "NotYetInitialized") throw e;
    rs.initiate({
        _id: "daybook",
        members: [1, 2, 3].map(n => ({ _id: n, host: `mongo-${n}:27017` })),
    });
}
for (let i = 0; i < 120 && !rs.status().members.some(m => m.stateStr === "PRIMARY"); i++) {
    sleep(500);
}
if (!rs.status().members.some(m => m.stateStr === "PRIMARY")) {
    print("there is no primary after a minute");
    quit(1);
}
