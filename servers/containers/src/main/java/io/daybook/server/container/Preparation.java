package io.daybook.server.container;

import java.io.PrintStream;
import java.util.List;

/** What is done once before tests start containers, which then start within their time. */
record Preparation(Engine engine, PrintStream out) {
    /** Whether the images are there; if not, one line has said why, and what to do. */
    boolean run(Images images) {
        var problem = engine.problem();
        if (problem.isPresent()) {
            return refuse(problem.get());
        }
        for (String image : List.of(images.mongodb(), images.elasticsearch(), images.s3())) {
            out.println("Getting " + image + " ...");
            try {
                engine.pull(image);
            } catch (RuntimeException e) {
                return refuse(image + " cannot be got (" + lastCause(e) + ")");
            }
        }
        return true;
    }

    private boolean refuse(String why) {
        out.println(
                "make it needs containers, but "
                        + why
                        + ". Mend that, or run make cluster, which needs none (docs/cluster-testing.md).");
        return false;
    }

    /** In one line. */
    private static String lastCause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse(last.toString());
    }
}
