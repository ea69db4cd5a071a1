--[[
  Builds the pool: all agents in one step, so that nobody can be reserved from half of them.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2...] records, but `due` in milliseconds from now, idleSince '' for now, and no statusSince or
             stateSince: now

  Result: 0 | -8 already built | -9 a newer owner has built it
]]
if isOfNewerOwner() then return NOT_OWNER end
if isBuilt() then return ALREADY_BUILT end
-- What a lost `built` key may have left behind.
wipe()
for i = 2, #ARGV - 1 do
  local agent = cjson.decode(ARGV[i])
  agent.statusSince, agent.stateSince = now, now
  if agent.idleSince == '' then agent.idleSince = now end
  if agent.due ~= '' then agent.due = inMs(agent.due) end
  if agent.state == 'reserved' or agent.state == 'talking' then
    redis.call('HSET', callsKey, agent.callId, agent.agentId)
  end
  joinLines(agent)
  store(agent)
end
redis.call('SET', KEYS[1], fence .. ' ' .. now)
return 0
