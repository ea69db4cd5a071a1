# One image for the API, the dialer worker, the file worker and the commands (migrate, create an administrator, doctor).
FROM node:24-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

FROM base AS packages
RUN npm ci --omit=dev --no-audit --no-fund

FROM base
ENV NODE_ENV=production
# They speak what managers write, and convert what they upload.
RUN apt-get update && apt-get install -y --no-install-recommends espeak-ng ffmpeg && rm -rf /var/lib/apt/lists/*
COPY --from=packages /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
# The commands of package.json run from source.
COPY tsconfig.json ./
COPY libs ./libs
COPY scripts ./scripts
# A new volume that is mounted there takes over its owner.
RUN install -d -o node -g node /var/lib/paceline/prompts /var/lib/paceline/call-records
# The image's own user, who owns none of the files above.
USER node
EXPOSE 3000
CMD ["node", "dist/apps/api/apps/api/src/main.js"]
