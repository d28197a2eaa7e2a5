# The image brings its own Node, so the one that npm could bring stays out: --ignore-scripts fetches none.
FROM node:24-slim AS client
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node node_modules/.bin/node
COPY tsconfig.json ./
COPY shared shared
COPY client client
RUN node_modules/.bin/vite build client

FROM node:24-slim AS libraries
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && rm -rf node_modules/node node_modules/.bin/node

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /hub
COPY --from=libraries /hub/node_modules node_modules
COPY package.json ./
COPY shared shared
COPY server server
COPY --from=client /hub/client/dist client/dist
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/main.ts"]
