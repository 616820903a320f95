# The manual of this repository: `make help` lists what can be done.
# JAVA_HOME need not be set: the launcher's search is used for everything.

.DEFAULT_GOAL := check
.PHONY: check format test rfc crash past corpus it cluster twin servers containers clients browser fuzz bench run clean help

# The corpora of real and nasty mail, which are not part of this repository.
CORPUS ?= $(CURDIR)/../shared/corpus

# What `make fuzz` runs, and how long.
FUZZ ?=
SECONDS_EACH ?= 60

# How often `make crash` kills a server.
CRASHES ?= 50

# How long a history `make past` makes, and at how many moments it is looked back at.
CHANGES ?= 20000
MOMENTS ?= 1000

# Whether `make browser` takes the pictures of docs/history.md too.
PICTURES ?=

# Which benchmarks `make bench` runs: a regular expression.
BENCH ?= .

check: ## (default) check the format, compile with all checks, run the fast tests
	./daybook test -Pchecks spotless:check

format: ## format all Java sources
	./daybook maven -q spotless:apply
	./daybook maven -q -f servers spotless:apply

test: ## run every default test
	./daybook test

rfc: ## write docs/rfc.md from the citations in the sources, docs/transcripts.md from the transcripts
	./daybook maven -q -pl gateway -am test -Dtest=RfcCitationsTest,TranscriptIndexTest -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dupdate=true

crash: ## kill servers and imports at random moments (CRASHES=N rounds), and at every step of a move
	./daybook test -pl gateway -am -Dtest='CrashTest,SendingCrashTest,MoveCrashTest,ArchiveWholeTest' \
	    -Dsurefire.failIfNoSpecifiedTests=false -Ddaybook.crash.rounds=$(CRASHES) \
	    -Ddaybook.crash.sending.rounds=$(CRASHES) -Ddaybook.archive.rounds=$(CRASHES) -Ddaybook.crash.moves=true

past: ## compare a long random history with its past at random moments (CHANGES, MOMENTS, SEED=N for the same again)
	./daybook test -pl gateway -am -Dtest=PastTest -Dsurefire.failIfNoSpecifiedTests=false \
	    -Dpast.steps=$(CHANGES) -Dpast.moments=$(MOMENTS) $(if $(SEED),-Dseed=$(SEED))

corpus: ## run the tests tagged "corpus" on ../shared/corpus (CORPUS=DIR for another place)
	@if [ -d "$(CORPUS)" ]; then \
	    ./daybook test -Dgroups=corpus -DexcludedGroups= -Ddaybook.corpus="$(CORPUS)"; \
	else \
	    echo "No corpora at $(CORPUS): the tests tagged \"corpus\" were not run."; \
	fi

it: containers ## run all tests that meet servers on real ones in containers (needs Docker; see docs/cluster-testing.md)
	@servers/report new
	@./daybook test -Ddaybook.servers=containers -Dgroups='cluster | servers' -DexcludedGroups= -Dsurefire.forkCount=1; \
	    result=$$?; servers/report; exit $$result

cluster: servers ## run the tests tagged "cluster" against MongoDB, Elasticsearch and S3 (see docs/cluster-testing.md)
	@servers/report new
	@./daybook test -Dgroups=cluster -DexcludedGroups=; result=$$?; servers/report; exit $$result

# The tests of a whole embedded server that say nothing of its folder.
TWIN_TESTS = BadClientsWholeTest,BadInputWholeTest,CrashTest,MuaPushTest,MuaTest,PastTest,QuotaTest,RandomHistoryTest,RandomQueriesTest,SendingCrashTest,SubmissionTest,WebPushTest
twin: servers ## run tests of the embedded product, unchanged, against a node of a cluster
	./daybook test -Ddaybook.test.product=cluster -Dsurefire.forkCount=1 -pl gateway -am \
	    -Dtest='$(TWIN_TESTS)' -Dsurefire.failIfNoSpecifiedTests=false

AXONSERVER ?= axoniq/axonserver:2025.2.0
axonserver: ## run the tests of the journal in Axon Server against a real one (needs Docker; docs/cluster-axonserver.md)
	@id=$$(docker run -d --rm -p 127.0.0.1:24124:8124 -p 127.0.0.1:24024:8024 -e AXONIQ_AXONSERVER_STANDALONE=true \
	    -e AXONIQ_AXONSERVER_DEVMODE_ENABLED=true $(AXONSERVER)) || exit 1; trap "docker stop $$id >/dev/null" EXIT; \
	for i in $$(seq 60); do curl -sf http://127.0.0.1:24024/actuator/health >/dev/null && break; sleep 1; done; \
	DAYBOOK_TEST_AXONSERVER=127.0.0.1:24124:24024 ./daybook test -Dgroups= -DexcludedGroups= -pl command-side -am \
	    -Dtest='AxonServer*Test' -Dsurefire.failIfNoSpecifiedTests=false

servers: ## get the Elasticsearch and the S3 that tests start as processes of their own
	@./daybook maven -q -f servers -pl elasticsearch,s3mock -am package || \
	    ./daybook maven -q -o -f servers -pl elasticsearch,s3mock -am package

containers: ## get the images of the servers that `make it` starts in containers
	@./daybook maven -q -f servers -pl containers package || ./daybook maven -q -o -f servers -pl containers package
	@./daybook java --enable-native-access=ALL-UNNAMED -Dorg.slf4j.simpleLogger.defaultLogLevel=off \
	    -cp 'servers/containers/target/classes:servers/containers/target/lib/*' \
	    io.daybook.server.container.ContainerServer docker/compose.yaml prepare

# Whether `make clients` meets the embedded product or a node of a cluster: embedded or cluster.
PRODUCT ?= embedded

clients: $(if $(filter cluster,$(PRODUCT)),servers) ## run clients from npm against a whole server (needs node and npm; PRODUCT=cluster for a node)
	cd gateway/src/test/clients && npm install --no-package-lock --no-audit --no-fund
	cd gateway/src/test/clients/webpush && npm install --no-package-lock --no-audit --no-fund
	./daybook test -Dgroups=clients -DexcludedGroups= -pl gateway -am -Dsurefire.failIfNoSpecifiedTests=false \
	    -Ddaybook.test.product=$(PRODUCT)

browser: ## drive the history page in Chromium (needs node, npm, chromium; PICTURES=1 takes docs/images anew)
	cd gateway/src/test/browser && npm install --no-package-lock --no-audit --no-fund
	./daybook test -Dgroups=browser -DexcludedGroups= -pl gateway -am -Dsurefire.failIfNoSpecifiedTests=false \
	    $(if $(PICTURES),-Dpictures="$(CURDIR)/docs/images")

fuzz: ## let a coverage-guided fuzzer look for what breaks (FUZZ=TARGET for one, SECONDS_EACH=3600 for longer)
	./daybook maven -q -Pfuzz -pl gateway -am test-compile dependency:build-classpath -DskipTests \
	    -Dmdep.outputFile=target/fuzz.classpath -Dmdep.includeScope=test
	benchmarks/fuzz $(SECONDS_EACH) $(FUZZ)

bench: ## measure the pure paths with JMH (BENCH=REGEX for some); benchmarks/README.md lists the others
	./daybook maven -q -Pbench -pl benchmarks -am package -DskipTests
	./daybook java -cp 'benchmarks/target/classes:benchmarks/target/lib/*' org.openjdk.jmh.Main '$(BENCH)'

run: ## run the server with sample mail
	./daybook serve --demo

clean: ## remove everything that was built
	rm -rf target */target

help: ## list the targets
	@sed -n 's/^\([a-z][a-z]*\):[^#]*## \(.*\)/\1\t\2/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do \
	    printf '  make %-10s %s\n' "$$name" "$$text"; done
