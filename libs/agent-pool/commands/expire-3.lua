--[[
  Ends what has run out: reservations (the agent keeps the place in the line) and wrap-ups (idle since
  their end, so that a late run does not change the order of the line).

  KEYS[1] built
  KEYS[2] agents
  KEYS[3] due

  ARGV[1] prefix
  ARGV[2] how many at most

  Result: a list of {the state that ended, call id, token, the agent now}, longest overdue first | -1 not built
]]
if not isBuilt() then return NOT_BUILT end
local ended = {}
for i, agentId in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now, 'LIMIT', 0, ARGV[2])) do
  local agent = load(agentId)
  local state, callId, token = agent.state, agent.callId, agent.token
  if state == 'reserved' then
    freeCall(agent)
    becomeIdle(agent, now)
  else
    becomeIdle(agent, agent.due, agent.due)
  end
  ended[i] = {state, callId, token, store(agent)}
end
return ended
