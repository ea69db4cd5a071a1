--[[
  What every command shares; the loader puts it before each of them.

  KEYS[1] is always `built`, KEYS[2] always `agents`, ARGV[1] the prefix of all keys of this switch, and the
  last ARGV the fence of the owner who asks, '' for one who only reads. The keys of an agent's lines are made
  from that prefix, since only the record tells the lines: it carries the hash tag `{sw:<switchId>}`, so they
  live in the slot of KEYS[1] and the scripts are safe on a Redis Cluster although they do not name every key.

  Keys (after the prefix)
    built           string, '<fence of the owner who built it> <when>'; missing: never built, or flushed
    agents          hash, agent id -> the agent's record, JSON
    activities      hash, agent id -> activity: what the agent counts as in each of their lines
    members:<line>  set of the agents who serve the line
    due             zset of reservations and wrap-ups, by when they run out
    calls           hash, call id -> the agent reserved for it or talking on it

  A record has these fields, all of them texts, '' for none: agentId, lines (separated by commas),
  status, statusReason, statusSince, state, stateSince, idleSince, callId, token, due, legMode, leg,
  signedOut ('1'). Instants are microseconds since the epoch by Redis's own clock; texts because Lua
  and cjson would write them as 1.7e+15.

  A negative integer as reply is a refusal; then nothing was written.
]]
local NOT_BUILT, UNKNOWN_AGENT, STALE_TOKEN, WRONG_STATE = -1, -2, -3, -4
local NOBODY_RESERVABLE, CALL_TAKEN, ALREADY_BUILT = -5, -7, -8
local NOT_OWNER = -9

local prefix = ARGV[1]
local agentsKey, activitiesKey, dueKey, callsKey = KEYS[2], prefix .. 'activities', prefix .. 'due', prefix .. 'calls'

local fence = ARGV[#ARGV]
local builtFence, builtAt = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+) (%d+)$')

-- For an owner only the pool that it built itself: an earlier owner, stopped and woken, must not touch this one's,
-- and what an earlier owner left is not this one's view.
local function isBuilt()
  return builtFence and (fence == '' or fence == builtFence)
end

local function isOfNewerOwner()
  return builtFence and tonumber(builtFence) > tonumber(fence)
end

local function stamp(us)
  return string.format('%.0f', us)
end

local time = redis.call('TIME')
local nowUs = tonumber(time[1]) * 1000000 + tonumber(time[2])
local now = stamp(nowUs)

local function inMs(ms)
  return stamp(nowUs + tonumber(ms) * 1000)
end

local function eachLine(agent)
  return string.gmatch(agent.lines, '[^,]+')
end

-- Whether status and leg would allow a call, were the agent idle.
local function isWilling(agent)
  return agent.status == 'available' and (agent.legMode == 'on-demand' or agent.leg ~= '')
end

-- The same rule as canBeReserved of libs/domain/agent.
local function isReservable(agent)
  return agent.state == 'idle' and isWilling(agent)
end

-- What the agent counts as in a line: one thing each.
local function activityOf(agent)
  if agent.state ~= 'idle' then return agent.state end
  if isWilling(agent) then return 'idle' end
  return agent.status == 'available' and 'without-leg' or agent.status
end

local function load(agentId)
  local record = redis.call('HGET', agentsKey, agentId)
  return record and cjson.decode(record)
end

local function joinLines(agent)
  for line in eachLine(agent) do
    redis.call('SADD', prefix .. 'members:' .. line, agent.agentId)
  end
end

local function leaveLines(agent)
  for line in eachLine(agent) do
    redis.call('SREM', prefix .. 'members:' .. line, agent.agentId)
  end
end

local function remove(agent)
  leaveLines(agent)
  redis.call('HDEL', agentsKey, agent.agentId)
  redis.call('HDEL', activitiesKey, agent.agentId)
  redis.call('ZREM', dueKey, agent.agentId)
end

-- The only writer of a record: what it counts as and what is due follow from the record here, and cannot drift
-- from it. An agent serves up to dozens of lines, and each transition would be as many writes: so the lines have
-- who serves them and no more, and whoever changes `lines` calls leaveLines before and joinLines after it.
-- Gives back the record as it is replied.
local function store(agent)
  local record = cjson.encode(agent)
  if agent.signedOut == '1' and agent.state == 'idle' then
    remove(agent)
    return record
  end
  redis.call('HSET', agentsKey, agent.agentId, record)
  redis.call('HSET', activitiesKey, agent.agentId, activityOf(agent))
  if agent.due ~= '' then
    redis.call('ZADD', dueKey, agent.due, agent.agentId)
  else
    redis.call('ZREM', dueKey, agent.agentId)
  end
  return record
end

-- Status, lines, leg mode or leg changed. Who becomes willing starts at the back of the line.
local function storeChanged(agent, wasWilling)
  if isWilling(agent) and not wasWilling then agent.idleSince = now end
  return store(agent)
end

local function chooseStatus(agent, status, reason)
  if agent.status == status and agent.statusReason == reason then return end
  agent.status, agent.statusReason, agent.statusSince = status, reason, now
end

-- Reservation, call or wrap-up over. Without `idleSince` the agent keeps the place in the line.
local function becomeIdle(agent, since, idleSince)
  agent.state, agent.stateSince, agent.callId, agent.token, agent.due = 'idle', since, '', '', ''
  if idleSince then agent.idleSince = idleSince end
end

-- In wrap-up the record still names the call, but another agent may have it by then: only the
-- transition that ends reservation or conversation frees the call, never `store`.
local function freeCall(agent)
  redis.call('HDEL', callsKey, agent.callId)
end

local function reserve(agent, callId, token, leaseMs)
  agent.state, agent.stateSince, agent.callId, agent.token, agent.due = 'reserved', now, callId, token, inMs(leaseMs)
  redis.call('HSET', callsKey, callId, agent.agentId)
  return store(agent)
end

-- The reply when the call has an agent already. A client that lost its connection sends a command
-- again, also one that Redis had run: the same token gets the same answer, not a second agent.
local function alreadyReserved(callId, token)
  local holderId = redis.call('HGET', callsKey, callId)
  if not holderId then return nil end
  local holder = load(holderId)
  if holder.token == token and holder.state == 'reserved' then return cjson.encode(holder) end
  return CALL_TAKEN
end

-- Every key of the switch: those of the lines are found through the records, and go whatever an earlier version kept in them.
local function wipe()
  for _, record in ipairs(redis.call('HVALS', agentsKey)) do
    for line in eachLine(cjson.decode(record)) do redis.call('DEL', prefix .. 'members:' .. line) end
  end
  redis.call('DEL', KEYS[1], agentsKey, activitiesKey, dueKey, callsKey)
end
