# The program and nothing else, for amd64 and arm64: `docker run --rm --volume "$PWD:/site" IMAGE build`.
# The release workflow lays the static program of each into image/, beside the licences.
FROM scratch
ARG TARGETARCH
COPY image/$TARGETARCH/ /
# There is no home folder; what is remembered of outputs would be gone with the container anyway.
ENV XDG_CACHE_HOME=/tmp/cache
WORKDIR /site
ENTRYPOINT ["/gainsay"]
